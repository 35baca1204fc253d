using System.Text;

namespace BioDL.Notebooks.Worker;

/// <summary>Sends reports to the runner, one marked line each; safe to use from any thread.</summary>
internal sealed class ReportStream(Stream output, string mark)
{
    private readonly Lock gate = new();

    public void Send(Report report)
    {
        // A cell may have left its own half line on the raw standard output: the mark is searched for, not expected at the start.
        var line = Encoding.UTF8.GetBytes($"{mark}{Line.Of(report)}\n");
        lock (gate)
        {
            output.Write(line);
            output.Flush();
        }
    }
}
