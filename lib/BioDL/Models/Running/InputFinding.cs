namespace BioDL.Models;

/// <summary>What was noticed about an image before a model runs on it.</summary>
/// <param name="Subject">What it is about, in a word or two: <c>channels</c>, <c>object size</c>.</param>
/// <param name="Message">What was found, what the model expects, and what to do: one line.</param>
/// <param name="Prevents">Whether the model cannot run.</param>
public sealed record InputFinding(string Subject, string Message, bool Prevents = false)
{
    /// <summary>Subject and message.</summary>
    public override string ToString() => $"{Subject}: {Message}";
}
