namespace BioDL.Hosting;

/// <summary>The few commands that every cell may call without naming a class.</summary>
public static class NotebookCommands
{
    /// <summary>Shows a value now, while the cell goes on; <c>display(x)</c> in a loop shows each.</summary>
#pragma warning disable IDE1006, CA1707 // The names that notebook users know from other languages.
    public static LiveDisplay display(object? value) => Host.Display(value);

    /// <summary>Takes away what the cell has shown so far; with <paramref name="wait"/> only when it shows the next thing, so that nothing flickers.</summary>
    public static void clear_output(bool wait = false) => Host.Current.Clear(wait);
#pragma warning restore IDE1006, CA1707
}
