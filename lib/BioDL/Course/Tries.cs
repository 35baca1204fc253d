using System.Runtime.CompilerServices;
using BioDL.Hosting;

namespace BioDL.Course;

/// <summary>
/// How often each check went wrong in the running session. The counts belong to the session's host and are gone with it; nothing is kept for longer.
/// </summary>
internal sealed class Tries
{
    private static readonly ConditionalWeakTable<IHost, Tries> OfSessions = [];

    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>Those of the session that the calling cell belongs to.</summary>
    public static Tries OfSession => OfSessions.GetOrCreateValue(Host.Current);

    /// <summary>Counts one more wrong answer; returns how many there were before it.</summary>
    public int Wrong(string check)
    {
        lock (gate)
        {
            var before = counts.GetValueOrDefault(check);
            counts[check] = before + 1;
            return before;
        }
    }

    /// <summary>After a right answer, hints begin anew.</summary>
    public void Right(string check)
    {
        lock (gate)
            counts.Remove(check);
    }
}
