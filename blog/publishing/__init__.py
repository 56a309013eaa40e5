"""From a working copy to an edition: deciding, freezing, issuing, rendering its text, listing it."""
