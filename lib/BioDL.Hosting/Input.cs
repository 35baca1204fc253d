namespace BioDL.Hosting;

/// <summary>Asks the person at the notebook. A host without anybody to answer refuses, and says what to do instead.</summary>
public static class Input
{
    /// <summary>Asks for a line of text.</summary>
    /// <param name="prompt">What is asked for: <c>"Name of the slide: "</c>.</param>
    /// <exception cref="NotSupportedException">Nobody is there to answer.</exception>
    public static string Text(string prompt = "") => Ask(prompt, isPassword: false);

    /// <summary>Asks for something that is not shown while it is typed, and that is kept in no file.</summary>
    /// <inheritdoc cref="Text"/>
    public static string Password(string prompt = "Password: ") => Ask(prompt, isPassword: true);

    private static string Ask(string prompt, bool isPassword) => Host.Current.AskAsync(prompt, isPassword).GetAwaiter().GetResult();
}
