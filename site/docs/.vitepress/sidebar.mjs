/** All pages but the front page; a check fails if one is missing. */
export const sidebar = [
  {
    text: "By task",
    items: [
      { text: "Your first certificate", link: "/first-certificate" },
      { text: "Wildcards", link: "/wildcards" },
      { text: "Certificates that look after themselves", link: "/renewal" },
      { text: "Web servers", link: "/servers" },
      { text: "Spring Boot", link: "/spring-boot" },
      { text: "Look before you order", link: "/preflight" },
      { text: "Beside a web server", link: "/beside-a-web-server" },
      { text: "From Certbot and back", link: "/certbot" },
      { text: "A private CA", link: "/private-ca" },
      { text: "Addresses and six days", link: "/short-lived" },
      { text: "Several nodes", link: "/several-nodes" },
      { text: "Your own solver", link: "/own-solver" },
      { text: "Your own store", link: "/own-store" },
      { text: "Test your provisioning", link: "/testing" },
    ],
  },
  {
    text: "By challenge",
    items: [
      { text: "Which challenge", link: "/challenges" },
      { text: "HTTP-01", link: "/http-01" },
      { text: "TLS-ALPN-01", link: "/tls-alpn-01" },
      { text: "DNS-01", link: "/dns-01" },
      { text: "DNS-01, done right", link: "/dns" },
      { text: "DNS providers and hooks", link: "/dns-providers" },
      { text: "dns-account-01", link: "/dns-account-01" },
      { text: "dns-persist-01", link: "/dns-persist-01" },
    ],
  },
  {
    text: "Reference",
    items: [
      { text: "The command acme", link: "/command" },
      { text: "All flags of acme", link: "/command-reference" },
      { text: "Properties of the starter", link: "/spring-properties" },
      { text: "CAs", link: "/cas" },
      { text: "The CA for tests", link: "/test-ca" },
      { text: "Troubleshooting", link: "/troubleshooting" },
      { text: "RFC by RFC", link: "/conformance" },
    ],
  },
  {
    text: "About",
    items: [
      { text: "How it compares", link: "/comparison" },
      { text: "Architecture", link: "/architecture" },
      { text: "Security", link: "/security" },
      { text: "Changelog", link: "/changelog" },
    ],
  },
];
