"""The whole paper in forms that other systems read: ninjs, WordPress's WXR, plain files."""
