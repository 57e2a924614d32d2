"""Blanket orders: open all year by design, so that they are never called still (domain 2.7)."""

# Of the rows `t` of one order: whether one of them calls it so, by the district's words, or its number begins with one.
# The words hold no sign that means something in a pattern (domain/structure/district_settings.py).
IS_BLANKET = r"""coalesce(bool_or(exists (
    select 1 from accounts_district d, regexp_split_to_table(d.blanket_words, '\s*,\s*') w
    where d.id = t.district_id and w <> ''
      and (t.description ~* ('\m' || w || '\M') or starts_with(upper(t.order_number), upper(w))))), false)"""
