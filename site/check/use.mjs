/** Uses the site: the search, the copy button; and weighs the first page. */
import { watch } from "./look.mjs";

const MOST_SCRIPT = 100 * 1024;

/** A search finds a page, and the button copies what it stands beside. */
export async function searchAndCopy(browser, origin) {
  const findings = [];
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  const tab = await context.newPage();
  watch(tab, origin, (text) => findings.push(`search: ${text}`));
  await tab.goto(origin + "/first-certificate.html", { waitUntil: "networkidle" });

  const code = await tab.locator("div.language-java code").first().innerText();
  await tab.locator("div.language-java button.copy").first().click();
  const copied = await tab.evaluate(() => navigator.clipboard.readText());
  if (copied.trim() !== code.trim()) {
    findings.push(`the copy button copies ${JSON.stringify(copied)}`);
  }

  await tab.keyboard.press("Control+k");
  await tab.locator("#localsearch-input").fill("nonce rejected renewal window");
  await tab.locator("#localsearch-input").fill("wildcard");
  const first = tab.locator("#localsearch-list a").first();
  await first.waitFor({ timeout: 10_000 }).catch(() => findings.push("the search finds no wildcard"));
  if ((await first.count()) > 0) {
    await first.click();
    await tab.waitForURL((url) => !url.pathname.endsWith("/first-certificate.html"));
  }
  await context.close();
  return findings;
}

/** How much script the first page loads, compressed as a web server would, and whether it moves about. */
export async function firstPage(browser, origin) {
  const { gzipSync } = await import("node:zlib");
  const context = await browser.newContext();
  const tab = await context.newPage();
  const scripts = [];
  tab.on("response", async (response) => {
    if (response.request().resourceType() === "script") {
      scripts.push(response.body());
    }
  });
  await tab.addInitScript(() => {
    globalThis.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        globalThis.shift += entry.value;
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  await tab.goto(origin + "/", { waitUntil: "networkidle" });
  const size = (await Promise.all(scripts)).reduce((sum, body) => sum + gzipSync(body).length, 0);
  const shift = await tab.evaluate(() => globalThis.shift);
  await context.close();
  console.log(`first page: ${Math.round(size / 1024)} KiB of script, layout shift ${shift.toFixed(3)}`);
  return [
    ...(size > MOST_SCRIPT ? [`the first page loads ${size} octets of script`] : []),
    ...(shift > 0.01 ? [`the first page moves about: ${shift}`] : []),
  ];
}
