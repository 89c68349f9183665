/** The files of the site that was built, and the links in them. */
import { readFileSync, readdirSync, existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

export const DIST = fileURLToPath(new URL("../docs/.vitepress/dist", import.meta.url));

/**
 * All pages, as paths from the root of the site. The Javadoc is none of them: javadoc has looked after its links, and its
 * looks are not ours. Links that lead there are checked.
 */
export function pages() {
  return readdirSync(DIST, { recursive: true })
    .filter((file) => file.endsWith(".html") && !file.startsWith("api/"))
    .map((file) => "/" + file)
    .sort();
}

const read = (page) => readFileSync(join(DIST, page), "utf8");
const decoded = (text) => decodeURIComponent(text.replaceAll("&amp;", "&"));

/** Every place that can be linked to: page, hash, id. */
export function anchors() {
  const all = new Set();
  for (const page of pages()) {
    for (const [, id] of read(page).matchAll(/\sid="([^"]+)"/g)) {
      all.add(`${page}#${decoded(id)}`);
    }
  }
  return all;
}

/** How many links within the site there are, and a finding for each that leads nowhere. */
export function links() {
  const known = anchors();
  const findings = [];
  let count = 0;
  for (const page of pages()) {
    for (const [, raw] of read(page).matchAll(/\s(?:href|src)="([^"]+)"/g)) {
      if (/^(https?:|mailto:|data:)/.test(raw)) {
        continue;
      }
      count++;
      const target = new URL(decoded(raw), "http://site" + page);
      const path = target.pathname.endsWith("/") ? target.pathname + "index.html" : target.pathname;
      const id = decodeURIComponent(target.hash.slice(1));
      if (!existsSync(join(DIST, path))) {
        findings.push(`${page} links to ${raw}, which is not there`);
      } else if (id !== "" && !known.has(`${path}#${id}`)) {
        findings.push(`${page} links to ${raw}, and there is no such place on that page`);
      }
    }
  }
  return { count, findings };
}
