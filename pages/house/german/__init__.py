"""The German of a site: how it addresses people, and how it speaks of people of any gender."""
