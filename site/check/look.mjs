/** Opens one page as it is seen at a desk in both themes, and on a phone. */
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const DESK = { width: 1280, height: 900 };
const PHONE = { width: 375, height: 740 };

const VIEWS = [
  { name: "light", viewport: DESK, colorScheme: "light" },
  { name: "dark", viewport: DESK, colorScheme: "dark" },
  { name: "phone", viewport: PHONE, colorScheme: "light", isMobile: true },
];

/** All findings of all pages. */
export async function look(browser, origin, pages) {
  const findings = [];
  for (const { name, ...settings } of VIEWS) {
    const context = await browser.newContext(settings);
    for (const page of pages) {
      const say = (text) => findings.push(`${page} (${name}): ${text}`);
      const tab = await context.newPage();
      watch(tab, origin, say);
      await tab.goto(origin + page, { waitUntil: "load" });
      await tab.waitForFunction(() => document.querySelector("#app")?.__vue_app__ !== undefined);
      await overflow(tab, say);
      await accessibility(tab, say);
      await tab.screenshot({ path: picture(page, name) });
      await tab.close();
    }
    await context.close();
  }
  return findings;
}

/** Errors on the console, and requests that leave the site. */
export function watch(tab, origin, say) {
  tab.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      say(`the console says ${message.text()}`);
    }
  });
  tab.on("pageerror", (error) => say(`an error: ${error.message}`));
  tab.on("request", (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith("data:")) {
      say(`a request goes to ${request.url()}`);
    }
  });
}

async function overflow(tab, say) {
  const wider = await tab.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  if (wider > 0) {
    say(`it is ${wider} pixels wider than the screen`);
  }
}

async function accessibility(tab, say) {
  await tab.addScriptTag({ path: AXE });
  const result = await tab.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] }),
  );
  for (const violation of result.violations) {
    const where = violation.nodes.slice(0, 3).map((node) => node.target.join(" "));
    say(`axe: ${violation.id}, ${violation.help}: ${where.join("; ")} (${violation.nodes.length})`);
  }
}

const picture = (page, name) =>
  fileURLToPath(new URL(`screenshots${page.replace(".html", "")}-${name}.png`, import.meta.url));
