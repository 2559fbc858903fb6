"""Check an evidence folder: ``python -m models.validate [folder]``."""

import sys

from models.folder.validation import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
