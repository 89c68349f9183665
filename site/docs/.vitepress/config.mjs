import { copyFileSync, cpSync, existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { defineConfig } from "vitepress";
import { sidebar } from "./sidebar.mjs";

/** Pages of the repository that are shown as they are name files from its root. */
function linksFromTheRoot(md) {
  const open = md.renderer.rules.link_open;
  md.renderer.rules.link_open = (tokens, index, options, env, self) => {
    const href = tokens[index].attrGet("href");
    if (href?.startsWith("site/docs/")) {
      tokens[index].attrSet("href", "/" + href.slice("site/docs/".length));
    } else if (href in ROOT_PAGES) {
      tokens[index].attrSet("href", ROOT_PAGES[href]);
    }
    return open(tokens, index, options, env, self);
  };
}

const ROOT_PAGES = {
  "SECURITY.md": "/security.md",
  "CHANGELOG.md": "/changelog.md",
  "ARCHITECTURE.md": "/architecture.md",
};

/** Files beside the pages that are published as they are. */
const PUBLISHED = ["acme-result.schema.json"];

/** The Javadoc of all modules, which "npm run api" makes. */
const API = fileURLToPath(new URL("../../../target/reports/apidocs", import.meta.url));

function publish({ outDir, srcDir }) {
  for (const file of PUBLISHED) {
    copyFileSync(join(srcDir, file), join(outDir, file));
  }
  if (existsSync(API)) {
    cpSync(API, join(outDir, "api"), { recursive: true });
  }
}

export default defineConfig({
  title: "ACME SDK",
  description: "TLS certificates for Java programs: obtained, renewed and handed to running servers, without Certbot",
  lang: "en",
  cleanUrls: false,
  lastUpdated: false,
  buildEnd: publish,
  head: [
    ["link", { rel: "icon", type: "image/svg+xml", href: "/icon.svg" }],
    ["meta", { name: "theme-color", content: "#0f6f5c" }],
  ],
  markdown: {
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    config: linksFromTheRoot,
  },
  themeConfig: {
    logo: "/icon.svg",
    nav: [
      { text: "First certificate", link: "/first-certificate" },
      { text: "Command", link: "/command" },
      { text: "Troubleshooting", link: "/troubleshooting" },
      { text: "Javadoc", link: "/api/index.html", target: "_self" },
      { text: "Changelog", link: "/changelog" },
    ],
    sidebar,
    outline: { level: [2, 3], label: "On this page" },
    search: { provider: "local", options: { detailedView: true } },
    docFooter: { prev: "Before", next: "Next" },
    externalLinkIcon: true,
    notFound: { linkLabel: "Take me home" },
  },
});
