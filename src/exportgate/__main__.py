"""Lets `python -m exportgate` run the program."""

from exportgate.cli.app import main

main()
