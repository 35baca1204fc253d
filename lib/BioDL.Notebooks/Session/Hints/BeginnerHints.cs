namespace BioDL.Notebooks.Session.Hints;

/// <summary>Says in plain words what a beginner most likely meant, for the mistakes that are made most.</summary>
internal static class BeginnerHints
{
    // Habits of other languages first: they make errors of every kind.
    private static readonly Func<Mistake, string?>[] Sources = [OtherLanguages.Hint, SyntaxHints.Hint, TypeHints.Hint, NameHints.Hint];

    /// <summary>The hint, or null when the compiler's own words have to do.</summary>
    public static string? For(Mistake mistake) => Sources.Select(source => source(mistake)).FirstOrDefault(hint => hint is not null);
}
