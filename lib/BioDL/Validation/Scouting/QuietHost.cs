using BioDL.Hosting;

namespace BioDL.Validation;

/// <summary>Shows nothing: hundreds of predictions would each leave a progress bar of their own beside that of the comparison. Interrupts still reach them.</summary>
internal sealed class QuietHost(IHost host) : IHost
{
    public CancellationToken Cancellation => host.Cancellation;

    public string OutputFolder => host.OutputFolder;

    public MimeBundle Format(object? value) => host.Format(value);

    public string Display(MimeBundle bundle) => "";

    public void Update(string displayId, MimeBundle bundle)
    {
    }

    public string Save(NotebookResult result) => host.Save(result);

    public Task<string> AskAsync(string prompt, bool isPassword) => host.AskAsync(prompt, isPassword);
}
