"""ConfigObj as Certbot calls it, for CertbotInteropTest: what is in each file, or that it is bad."""
import json
import sys

import configobj


def flat(section, prefix):
    for key in section.scalars:
        value = section[key]
        yield prefix + key, value if isinstance(value, str) else "list " + "|".join(value)
    for name in section.sections:
        yield prefix + name, "section"
        yield from flat(section[name], prefix + name + "/")


for path in sys.argv[1:]:
    try:
        read = configobj.ConfigObj(
            path, encoding="utf-8", default_encoding="utf-8", interpolation=False)
        print(json.dumps(dict(flat(read, "")), sort_keys=True))
    except (configobj.ConfigObjError, UnicodeDecodeError):
        print("bad")
