using System.Diagnostics;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BioDL.Notebooks.Session;

/// <summary>Looks whether something that an interrupted cell had started on other threads goes on computing.</summary>
internal static class BackgroundWork
{
    private static readonly string[] Starters =
        ["Task.Run", "Task.Factory.StartNew", "Parallel.For", "Parallel.ForEach", "Parallel.Invoke", "ThreadPool.QueueUserWorkItem"];

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Threads of the pool that do something now, other than the one that asks.</summary>
    public static int BusyThreads
    {
        get
        {
            ThreadPool.GetMaxThreads(out var most, out _);
            ThreadPool.GetAvailableThreads(out var free, out _);
            return most - free - (Thread.CurrentThread.IsThreadPoolThread ? 1 : 0);
        }
    }

    /// <summary>The first call in a cell that starts work on another thread.</summary>
    public static (int Line, string Call)? FirstIn(string code)
    {
        var root = CSharpSyntaxTree.ParseText(code, CSharpSession.ParseOptions).GetRoot();
        foreach (var call in root.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            var text = call.Expression.ToString();
            if (Starters.FirstOrDefault(starter => text == starter || text.EndsWith('.' + starter, StringComparison.Ordinal)) is { } found)
                return (call.GetLocation().GetLineSpan().StartLinePosition.Line + 1, found);
        }
        return null;
    }

    /// <summary>Whether more threads are busy than before for all of that time; returns as soon as it is not so.</summary>
    public static async Task<bool> GoesOn(int busyBefore, TimeSpan patience)
    {
        var clock = Stopwatch.StartNew();
        while (BusyThreads > busyBefore)
        {
            if (clock.Elapsed > patience)
                return true;
            await Task.Delay(Look).ConfigureAwait(false);
        }
        return false;
    }
}
