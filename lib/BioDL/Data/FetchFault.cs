namespace BioDL.Data;

/// <summary>What stood in the way of one attempt, which decides what is done next.</summary>
internal enum FetchProblem
{
    /// <summary>No connection, or no first answer: the place is left.</summary>
    Unreachable,

    /// <summary>The place does not hold the file.</summary>
    Missing,

    /// <summary>The place refuses, or offers something that cannot be the file: trying again does not help.</summary>
    Refused,

    /// <summary>Broken off, stalled or busy: tried again.</summary>
    Passing,

    /// <summary>Complete, but not the file that was pinned: tried again from the start.</summary>
    Wrong,
}

/// <summary>One attempt to fetch something did not succeed; the message is the part of a sentence after the address.</summary>
internal sealed class FetchFault(FetchProblem problem, string message, Exception? cause = null) : Exception(message, cause)
{
    public FetchProblem Problem => problem;

    /// <summary>How long the server asks to wait.</summary>
    public TimeSpan? Wait { get; init; }
}
