namespace BioDL.Cli.Health;

/// <summary>How well one thing is.</summary>
internal enum Verdict
{
    Well,

    /// <summary>Works, but could be better.</summary>
    Look,

    /// <summary>BioDL cannot work like this.</summary>
    Unwell,
}

/// <summary>What was found about one thing, and what to do about it unless it is well.</summary>
internal sealed record Finding(string Subject, Verdict Verdict, string Found, string Advice = "")
{
    public static Finding Well(string subject, string found) => new(subject, Verdict.Well, found);

    public static Finding Look(string subject, string found, string advice) => new(subject, Verdict.Look, found, advice);

    public static Finding Unwell(string subject, string found, string advice) => new(subject, Verdict.Unwell, found, advice);

    /// <summary>The lines that are shown.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"{(Verdict == Verdict.Well ? "ok       " : "look here")}  {Subject}: {Found}";
        if (Advice.Length > 0)
            yield return $"           What to do: {Advice}";
    }
}
