"""Certbot's own account storage, for CertbotInteropTest: lists accounts, or saves one."""
import argparse
import sys
import types

import josepy
from acme import messages
from certbot import configuration
from certbot._internal import account
from cryptography.hazmat.primitives.serialization import load_pem_private_key

config_dir, server, command = sys.argv[1:4]
storage = account.AccountFileStorage(configuration.NamespaceConfig(argparse.Namespace(
    server=server, config_dir=config_dir, work_dir=config_dir, logs_dir=config_dir,
    strict_permissions=True, http01_port=80, https_port=443, domains=[])))
if command == "list":
    for found in storage.find_all():
        print(found.id, found.regr.uri, found.key.typ, found.meta.creation_dt.isoformat())
else:
    key = load_pem_private_key(sys.argv[4].encode(), None)
    kind = josepy.JWKRSA if command == "RSA" else josepy.JWKEC
    registration = messages.RegistrationResource(uri=sys.argv[5], body=messages.Registration())
    saved = account.Account(registration, kind(key=josepy.util.ComparableRSAKey(key)
                                               if command == "RSA" else josepy.util.ComparableECKey(key)))
    storage.save(saved, types.SimpleNamespace(directory=object()))
    print(saved.id)
