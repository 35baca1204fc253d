using BioDL.Hosting;
using BioDL.Notebooks.Session;

namespace BioDL.Notebooks.Tests.Session;

[Collection("alone")]
public sealed class InputTests : IDisposable
{
    private readonly CSharpSession session = new(new SessionOptions());
    private readonly TextReader before = Console.In;
    private readonly AskedHost host = new();
    private readonly IDisposable use;

    public InputTests()
    {
        use = Host.Use(host);
        Console.SetIn(new CellInput());
    }

    [Fact]
    public async Task Reading_a_line_asks_the_host()
    {
        host.Answers.Enqueue("Ada");
        host.Answers.Enqueue("7");
        Assert.Equal("Ada 7", await Value("var name = Console.ReadLine();\nname + \" \" + int.Parse(Console.In.ReadLine())"));
        Assert.Equal([("", false), ("", false)], host.Asked);
    }

    [Fact]
    public async Task Characters_come_from_asked_lines()
    {
        host.Answers.Enqueue("ab");
        host.Answers.Enqueue("c");
        Assert.Equal("ab\nc", await Value("string.Concat(Enumerable.Range(0, 3).Select(_ => (char)Console.In.Read())) + Console.ReadLine()"));
    }

    [Fact]
    public async Task A_password_and_a_prompt_reach_the_host()
    {
        host.Answers.Enqueue("secret");
        host.Answers.Enqueue("A1");
        Assert.Equal("secretA1", await Value("using BioDL.Hosting;\nInput.Password(\"Key: \") + Input.Text(\"Well: \")"));
        Assert.Equal([("Key: ", true), ("Well: ", false)], host.Asked);
    }

    [Fact]
    public async Task Waiting_for_an_answer_can_be_interrupted()
    {
        var running = session.ExecuteAsync("Console.ReadLine()", "cell 1");
        while (host.Asked.Count == 0)
            await Task.Delay(20);
        session.Interrupt();
        Assert.Equal(CellError.Interrupted, (await running.WaitAsync(TimeSpan.FromSeconds(20))).Error!.Name);
    }

    [Fact]
    public async Task A_host_that_cannot_ask_says_what_to_do_instead()
    {
        IHost silent = new SilentHost();
        var refusal = await Assert.ThrowsAsync<NotSupportedException>(() => silent.AskAsync("Well: ", isPassword: false));
        Assert.StartsWith("This cell asks for input (\"Well:\"), but it runs where nobody can answer.", refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        Console.SetIn(before);
        use.Dispose();
        session.Dispose();
    }

    private async Task<object?> Value(string code)
    {
        var outcome = await session.ExecuteAsync(code, "cell 1");
        Assert.Null(outcome.Error);
        return outcome.Value;
    }

    private class SilentHost : IHost
    {
        public CancellationToken Cancellation => default;

        public MimeBundle Format(object? value) => MimeBundle.OfText("");

        public string Display(MimeBundle bundle) => "1";

        public void Update(string displayId, MimeBundle bundle)
        {
        }

        public string Save(NotebookResult result) => "";
    }

    private sealed class AskedHost : SilentHost, IHost
    {
        public Queue<string> Answers { get; } = new();

        public List<(string, bool)> Asked { get; } = [];

        Task<string> IHost.AskAsync(string prompt, bool isPassword)
        {
            Asked.Add((prompt, isPassword));
            return Answers.TryDequeue(out var answer) ? Task.FromResult(answer) : new TaskCompletionSource<string>().Task;
        }
    }
}
