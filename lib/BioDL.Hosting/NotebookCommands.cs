namespace BioDL.Hosting;

/// <summary>The few commands that every cell may call without naming a class.</summary>
public static class NotebookCommands
{
    /// <summary>Shows a value now, while the cell goes on; <c>display(x)</c> in a loop shows each.</summary>
#pragma warning disable IDE1006 // The name that notebook users know from other languages.
    public static LiveDisplay display(object? value) => Host.Display(value);
#pragma warning restore IDE1006
}
