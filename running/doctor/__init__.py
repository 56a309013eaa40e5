"""What is wrong with an installation, and how to mend it: a small check for each thing, one module for each part."""
