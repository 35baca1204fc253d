namespace BioDL.Models;

/// <summary>A part of a YAML text.</summary>
/// <param name="Line">Its line, counted from 1.</param>
/// <param name="EndLine">The line where it ends.</param>
internal abstract record YamlItem(int Line, int EndLine)
{
    /// <summary>Number of parts, aliases written out: a part that is referred to twice counts twice.</summary>
    public abstract long Size { get; }

    /// <summary>What it is, for messages.</summary>
    public abstract string Found { get; }
}

/// <summary>Text, a number, a truth value or nothing.</summary>
/// <param name="Text">As written, without quotes.</param>
/// <param name="IsPlain">Written without quotes: only then it may be a number, a truth value or nothing.</param>
/// <param name="Line">Its line.</param>
/// <param name="EndLine">Where it ends.</param>
internal sealed record YamlScalar(string Text, bool IsPlain, int Line, int EndLine) : YamlItem(Line, EndLine)
{
    public override long Size => 1;

    public override string Found => IsNull ? "nothing" : $"'{(Text.Length > 80 ? Text[..80] + "…" : Text)}'";

    public bool IsNull => IsPlain && Text is ("" or "~" or "null" or "Null" or "NULL");
}

/// <summary>A list.</summary>
internal sealed record YamlSequence(IReadOnlyList<YamlItem> Items, int Line, int EndLine) : YamlItem(Line, EndLine)
{
    public override long Size { get; } = 1 + Items.Sum(item => item.Size);

    public override string Found => $"a list of {Items.Count}";
}

/// <summary>Keys and values, in the order of the text.</summary>
internal sealed record YamlMapping(IReadOnlyDictionary<string, YamlItem> Entries, int Line, int EndLine) : YamlItem(Line, EndLine)
{
    public override long Size { get; } = 1 + Entries.Values.Sum(item => 1 + item.Size);

    public override string Found => Entries.Count == 0 ? "{}" : $"{{{string.Join(", ", Entries.Keys.Take(6))}{(Entries.Count > 6 ? ", …" : "")}}}";
}
