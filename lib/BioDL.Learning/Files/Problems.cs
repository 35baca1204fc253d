namespace BioDL.Learning.Files;

/// <summary>
/// What is wrong with a model, all of it instead of only the first: whoever exports a model again wants to mend everything at once. The list is
/// bounded, since a damaged file can be wrong in a million places.
/// </summary>
internal sealed class Problems
{
    /// <summary>So many are kept word by word; the others are counted.</summary>
    public const int Most = 20;

    private const int LongestText = 600;

    private readonly List<string> found = [];

    /// <summary>How many there are, also those that are not kept.</summary>
    public int Count { get; private set; }

    /// <summary>The first ones, and how many more there are.</summary>
    public IReadOnlyList<string> Found => Count <= Most ? [.. found] : [.. found, $"and {Count - Most} more problems"];

    /// <summary>Adds a problem, unless it is there already.</summary>
    public void Add(string problem)
    {
        // Names come from the file and may be as long as the file.
        var text = problem.Length <= LongestText ? problem : $"{problem[..LongestText]}…";
        if (found.Contains(text))
            return;
        Count++;
        if (found.Count < Most)
            found.Add(text);
    }

    /// <summary>Throws when there is any.</summary>
    /// <param name="model">How the message names the model.</param>
    /// <exception cref="OnnxException">There is.</exception>
    public void Throw(string model)
    {
        if (Count == 1)
            throw new OnnxException($"{model}: {found[0]}");
        if (Count > 1)
            throw new OnnxException($"{model} has {Count} problems:{string.Concat(Found.Select(problem => $"\n- {problem}"))}");
    }
}
