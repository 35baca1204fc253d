namespace BioDL.Hosting;

/// <summary>
/// What a host (a notebook worker, a kernel, a plain console) offers to the library's code that runs in it. A session has one host from its start to its end.
/// </summary>
public interface IHost
{
    /// <summary>Signalled when the user interrupts the running cell; long operations of the library watch it.</summary>
    CancellationToken Cancellation { get; }

    /// <summary>The folder in which results of notebooks are kept, and those of earlier ones are found.</summary>
    string OutputFolder => Environment.CurrentDirectory;

    /// <summary>How this host shows a value: its own representations if it has any, else what the host makes of its type.</summary>
    MimeBundle Format(object? value);

    /// <summary>Shows a value now, while the cell runs.</summary>
    /// <returns>An identifier for <see cref="Update"/>.</returns>
    string Display(MimeBundle bundle);

    /// <summary>Replaces what was shown under an identifier.</summary>
    void Update(string displayId, MimeBundle bundle);

    /// <summary>Takes away what the running cell has shown so far, where the host can.</summary>
    /// <param name="wait">Whether to do so only when the next output comes, so that nothing flickers.</param>
    void Clear(bool wait)
    {
    }

    /// <summary>Keeps the result record of the running notebook.</summary>
    /// <returns>The path of the file that was written.</returns>
    string Save(NotebookResult result);

    /// <summary>Asks the person at the notebook for a line of text.</summary>
    /// <param name="prompt">What is asked for; may be empty.</param>
    /// <param name="isPassword">Whether the answer must not be seen while it is typed.</param>
    /// <exception cref="NotSupportedException">The host has nobody to ask.</exception>
    Task<string> AskAsync(string prompt, bool isPassword) => Task.FromException<string>(new NotSupportedException(
        $"This cell asks for input{(string.IsNullOrWhiteSpace(prompt) ? "" : $" (\"{prompt.Trim()}\")")}, but it runs where nobody can answer. "
        + "Open the notebook in Jupyter to answer, or put the value into the cell as a variable."));
}
