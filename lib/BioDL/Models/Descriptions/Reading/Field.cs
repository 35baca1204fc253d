using System.Globalization;
using BioDL.Hosting;

namespace BioDL.Models;

/// <summary>
/// A place in a description, with the path that leads to it. Reading never throws: what does not fit is noted among the problems, and null or an
/// empty list stands in for it.
/// </summary>
internal sealed class Field(string path, YamlItem? item, ProblemList problems)
{
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    public string Path => path;

    public YamlItem? Content => item;

    public ProblemList Problems => problems;

    /// <summary>Whether something stands here.</summary>
    public bool Exists => item is not null and not YamlScalar { IsNull: true };

    public bool IsMap => item is YamlMapping;

    public bool IsList => item is YamlSequence;

    private YamlMapping? Map => item as YamlMapping;

    /// <summary>What stands under a key; a place without anything when there is none.</summary>
    public Field this[string key]
    {
        get
        {
            asked.Add(key);
            return new Field(path.Length == 0 ? key : $"{path}.{key}", Map?.Entries.GetValueOrDefault(key), problems);
        }
    }

    /// <summary>What stands under the first of several keys, names of the same thing in different formats.</summary>
    public Field Either(string key, string other) => this[key] is { Exists: true } first || !this[other].Exists ? this[key] : this[other];

    /// <summary>The entries of a list; none when nothing stands here.</summary>
    public IReadOnlyList<Field> Items()
    {
        if (item is YamlSequence list)
            return [.. list.Items.Select((each, i) => new Field($"{path}[{i}]", each, problems))];
        if (Exists)
            Error("a list");
        return [];
    }

    /// <summary>The entries of a list, or the one thing that stands here in place of a list.</summary>
    public IReadOnlyList<Field> OneOrMore() => IsList || !Exists ? Items() : [this];

    /// <summary>Keys and what stands under them; none when nothing stands here.</summary>
    public IReadOnlyList<(string Key, Field Value)> Entries()
    {
        if (!RequireMap())
            return [];
        return [.. Map!.Entries.Keys.Select(key => (key, this[key]))];
    }

    /// <returns>Whether keys stand here; anything else but nothing is an error.</returns>
    public bool RequireMap(string expected = "a map of keys and values")
    {
        if (Exists && !IsMap)
            Error(expected);
        return IsMap;
    }

    /// <summary>Text; null when nothing stands here.</summary>
    public string? Text(string expected = "text")
    {
        if (item is YamlScalar { IsNull: false } scalar)
            return scalar.Text;
        if (Exists)
            Error(expected);
        return null;
    }

    /// <summary>Text that must be there; empty where it is missing, which is an error.</summary>
    public string Required(string expected = "text")
    {
        var text = Text(expected);
        if (string.IsNullOrWhiteSpace(text) && !(Exists && text is null))
            Error(expected);
        return text ?? "";
    }

    /// <summary>A finite or infinite number; null when nothing stands here or it is none.</summary>
    public double? Number(string expected = "a number")
    {
        if (item is YamlScalar { IsNull: false } scalar && YamlValues.Number(scalar.Text) is { } number && !double.IsNaN(number))
            return number;
        if (Exists)
            Error(expected);
        return null;
    }

    /// <summary>A finite number, or the given one where nothing stands.</summary>
    public double Finite(double otherwise, string expected = "a finite number")
    {
        if (!Exists)
            return otherwise;
        if (Number(expected) is { } number && double.IsFinite(number))
            return number;
        if (item is YamlScalar scalar && YamlValues.Number(scalar.Text) is { } infinite && double.IsInfinity(infinite))
            Error(expected);
        return otherwise;
    }

    /// <summary>One finite number or a list of them; empty where nothing stands.</summary>
    public IReadOnlyList<double> FiniteNumbers(string expected) => [.. OneOrMore().Select(each => each.Finite(0, expected))];

    /// <summary>A whole number; null when nothing stands here or it is none.</summary>
    public int? Whole(int least, string? expected = null)
    {
        if (!Exists)
            return null;
        if (item is YamlScalar scalar && IsWhole(scalar.Text, out var number) && number >= least)
            return number;
        Error(expected ?? $"a whole number ≥ {least.ToString(CultureInfo.InvariantCulture)}");
        return null;
    }

    /// <summary>True or false; the given one where nothing stands.</summary>
    public bool Truth(bool otherwise)
    {
        switch (YamlValues.Of(item))
        {
            case bool truth:
                return truth;
            case null:
                return otherwise;
            default:
                Error("true or false");
                return otherwise;
        }
    }

    /// <summary>Texts of a list; a single one counts as a list of one.</summary>
    public IReadOnlyList<string> Texts() => [.. OneOrMore().Select(each => each.Text()).OfType<string>()];

    public void Error(string expected) => problems.Error(path, item?.Found ?? "nothing", expected, item?.Line);

    public void Warn(string expected) => problems.Warn(path, item?.Found ?? "nothing", expected, item?.Line);

    /// <summary>Says which keys here were not asked for, and what they probably should be called.</summary>
    /// <param name="known">Keys that are known although nothing is done with them.</param>
    public void WarnOfUnknownKeys(params string[] known)
    {
        foreach (var (key, value) in Map?.Entries.Where(entry => !asked.Contains(entry.Key) && !known.Contains(entry.Key, StringComparer.Ordinal)) ?? [])
        {
            var missing = asked.Concat(known).Where(name => !Map!.Entries.ContainsKey(name));
            var meant = Spelling.Nearest(key, missing);
            problems.Warn(
                path.Length == 0 ? key : $"{path}.{key}", "a key that this place does not have; it is left out",
                meant is null ? $"one of {string.Join(", ", asked.Order(StringComparer.Ordinal))}" : $"'{meant}', probably", value.Line);
        }
    }

    private static bool IsWhole(string text, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
        || (YamlValues.Number(text) is { } real && real == Math.Floor(real) && Math.Abs(real) < int.MaxValue && (number = (int)real) == real);
}
