"""Pictures as files and pixels: their facts, their rights, their published sizes. Nothing here knows of stories."""
