namespace BioDL.Models;

/// <summary>One run of a model at another size: whether it ran, and gave what the description promises.</summary>
/// <param name="Sizes">Sizes of the inputs.</param>
/// <param name="Problem">What went wrong; empty when nothing did.</param>
public sealed record SizeTrial(string Sizes, string Problem)
{
    /// <summary>Whether it ran and gave what is promised.</summary>
    public bool Passed => Problem.Length == 0;
}
