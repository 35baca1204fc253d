namespace BioDL.Data;

/// <summary>Reads from names which images belong to one slide, dish or animal.</summary>
internal static class ImportGroups
{
    private static readonly char[] Separators = ['_', '-'];

    /// <summary>The group of each name; the rule and its result go into the findings.</summary>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyList<string> names, int? parts, List<string> findings)
    {
        var groups = names.ToDictionary(name => name, name => parts is { } count ? First(name, count) : WithoutNumber(name));
        var number = groups.Values.Distinct(StringComparer.Ordinal).Count();
        if (parts is null && names.Count > 1 && (number == 1 || number == names.Count))
        {
            findings.Add(
                "Groups: the names tell no groups, so each image counts as its own. If several show one slide, dish or animal, name them like slide1_field2 "
                + "or say --group-parts N; otherwise scores look better than they are.");
            return names.ToDictionary(name => name, name => name);
        }
        var rule = parts is { } n ? $"the first {n} parts of a name" : "a name without its last number";
        findings.Add($"Groups: {rule} gives {number} groups for {names.Count} images ({string.Join(", ", groups.Values.Distinct().Take(4))}{(number > 4 ? ", …" : "")}). "
            + "No group is ever split between training and testing.");
        return groups;
    }

    private static string First(string name, int parts)
    {
        var end = -1;
        for (var i = 0; i < parts && (end = name.IndexOfAny(Separators, end + 1)) >= 0; i++)
        {
        }
        return end > 0 ? name[..end] : name;
    }

    private static string WithoutNumber(string name)
    {
        var cut = name.LastIndexOfAny(Separators);
        return cut > 0 && name[(cut + 1)..].Any(char.IsAsciiDigit) ? name[..cut] : name;
    }
}
