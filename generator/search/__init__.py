"""Search without a server: bundles of files that readers' browsers search, made by Pagefind."""
