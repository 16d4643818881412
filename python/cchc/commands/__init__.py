"""The commands of `cchc`, one module each; `cli` lists them."""
