namespace BioDL.Models;

/// <summary>One thing that is wrong, or weak, in a description.</summary>
/// <param name="Path">Where: <c>outputs[0].axes[2].size</c>.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Expected">What may stand there.</param>
/// <param name="IsError">Whether the description cannot be used because of it; else it is a warning.</param>
/// <param name="Line">Line of the file, counted from 1; null when nothing stands there.</param>
public sealed record DescriptionProblem(string Path, string Found, string Expected, bool IsError = true, int? Line = null)
{
    /// <summary>The problem as a sentence.</summary>
    public override string ToString() => $"{Path}{(Line is { } line ? $" (line {line})" : "")}: found {Found}; expected {Expected}";
}
