"""``python -m gbc``: the same as the ``gbc`` command."""

import sys

from gbc.main import main

sys.exit(main())
