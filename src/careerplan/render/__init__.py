"""Values become text for a screen, or the answers that `--json` prints. Nothing is opened or printed here."""
