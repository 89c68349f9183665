"""Certbot's own lineage storage, for CertbotInteropTest: saves a lineage of one version."""
import sys

from certbot import configuration
from certbot._internal import cli, storage
from certbot._internal.plugins import disco

config_dir, server, account, name, cert, privkey, chain = sys.argv[1:]
arguments = ["certonly", "--standalone", "--server", server, "--account", account, "-d", name,
             "--config-dir", config_dir, "--work-dir", config_dir + "-work",
             "--logs-dir", config_dir + "-logs"]
parsed = cli.prepare_and_parse_args(disco.PluginsRegistry.find_all(), arguments)
parsed.authenticator = "standalone"
config = parsed if isinstance(parsed, configuration.NamespaceConfig) \
    else configuration.NamespaceConfig(parsed)
storage.RenewableCert.new_lineage(name, cert.encode(), privkey.encode(), chain.encode(), config)
