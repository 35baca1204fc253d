namespace BioDL.Cli.Tests.Pretrained;

/// <summary>Calls <c>biodl zoo …</c> as a shell whose output is redirected would.</summary>
internal sealed class ZooCommand : IDisposable
{
    private readonly StringWriter output = new();
    private readonly StringWriter notices = new();

    public TemporaryFolder Folder { get; } = new();

    public string Output => output.ToString();

    public string Notices => notices.ToString().TrimEnd();

    public IReadOnlyList<string> Lines => Output.ReplaceLineEndings("\n").Split('\n');

    public async Task<int> CallAsync(params string[] arguments)
    {
        output.GetStringBuilder().Clear();
        notices.GetStringBuilder().Clear();
        var screen = new Screen(output, notices, isTerminal: false);
        try
        {
            return await FrontDoor.InvokeAsync(["zoo", .. arguments], new Surroundings(new Workplace(Folder.Path), screen, Folder.At("build")), CancellationToken.None);
        }
        catch (Exception fault)
        {
            return Failure.Report(fault, Folder.At("logs"), screen, interrupted: false);
        }
    }

    public void Dispose() => Folder.Dispose();
}
