namespace BioDL.Models;

/// <summary>What became of one image of a folder.</summary>
/// <param name="Image">Its path within the folder, with forward slashes.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Note">Warnings, or why it failed.</param>
public sealed record FolderEntry(string Image, FolderOutcome Outcome, string Note = "");

/// <summary>What became of an image.</summary>
public enum FolderOutcome
{
    /// <summary>Predicted now.</summary>
    Done,

    /// <summary>It was there already, of the same image, model and options.</summary>
    Kept,

    /// <summary>It could not be read or predicted.</summary>
    Failed,
}
