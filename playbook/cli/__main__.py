"""``python -m playbook.cli`` is the command as well."""

from playbook.cli import main

main()
