namespace BioDL.Models;

/// <summary>Whether a model meets a criterion.</summary>
public enum ChecklistVerdict
{
    /// <summary>It does.</summary>
    Met,

    /// <summary>It does not.</summary>
    NotMet,

    /// <summary>What is at hand does not say.</summary>
    CannotTell,
}

/// <summary>One criterion, judged.</summary>
/// <param name="Criterion">What is asked: <c>Training data can be reached</c>.</param>
/// <param name="Verdict">The answer.</param>
/// <param name="Evidence">What was found.</param>
/// <param name="Path">Where in the description: <c>training_data</c>.</param>
public sealed record ChecklistItem(string Criterion, ChecklistVerdict Verdict, string Evidence, string Path)
{
    /// <summary>The answer in words: <c>met</c>, <c>not met</c>, <c>cannot tell</c>.</summary>
    public string Answer => Checklist.Word(Verdict);
}
