/**
 * Looks at the site that was built as readers do: every page in a browser, in both themes and on a phone. It fails on a
 * dead link or anchor, an error on the console, a request to somewhere else, a finding of axe, a page that is wider than
 * a phone, or a page that no list of pages names. The browser is Debian's chromium, or the one that CHROMIUM names.
 */
import { mkdirSync } from "node:fs";
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";
import { anchors, links, pages } from "./files.mjs";
import { look } from "./look.mjs";
import { firstPage, searchAndCopy } from "./use.mjs";
import { sidebar } from "../docs/.vitepress/sidebar.mjs";

const { count, findings: dead } = links();
const findings = [...dead, ...missingInSidebar()];

function missingInSidebar() {
  const listed = sidebar.flatMap((group) => group.items.map((item) => item.link + ".html"));
  return pages()
    .filter((page) => page !== "/index.html" && page !== "/404.html" && !listed.includes(page))
    .map((page) => `${page} is in no list of pages`);
}

mkdirSync(new URL("screenshots/", import.meta.url), { recursive: true });
const server = await serve();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
try {
  findings.push(...(await look(browser, server.origin, pages())));
  findings.push(...(await searchAndCopy(browser, server.origin)));
  findings.push(...(await firstPage(browser, server.origin)));
} finally {
  await browser.close();
  server.close();
}
findings.forEach((finding) => console.error(finding));
console.log(
  `${pages().length} pages, ${count} links, ${anchors().size} places to link to, ${findings.length} findings`,
);
process.exitCode = findings.length === 0 ? 0 : 1;
