namespace BioDL.Cli;

/// <summary>What the process tells its caller by its exit code.</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int Failure = 1;
    public const int WrongUsage = 2;
    public const int Interrupted = 130;
}

/// <summary>Something is in the way; the message says in plain words what was found, what was expected and what to do.</summary>
internal class ProblemException(string message, Exception? cause = null) : Exception(message, cause)
{
    public virtual int Code => ExitCode.Failure;
}

/// <summary>The command line, or a file named on it, cannot be understood.</summary>
internal sealed class UsageException(string message, Exception? cause = null) : ProblemException(message, cause)
{
    public override int Code => ExitCode.WrongUsage;
}
