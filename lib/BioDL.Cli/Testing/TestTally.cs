namespace BioDL.Cli.Testing;

/// <summary>Adds up the results of all test projects.</summary>
internal sealed class TestTally
{
    public int Passed { get; private set; }

    /// <summary>Failed tests; a project that crashed counts as one more, for the test that it was at.</summary>
    public int Failed { get; private set; }

    public int Skipped { get; private set; }

    /// <summary>Whether tests ran and none failed.</summary>
    public bool Succeeded => Failed == 0 && Passed > 0;

    public void Add(TestFile file)
    {
        Passed += file.Results.Count(result => result.Outcome == TestOutcome.Passed);
        Failed += file.Results.Count(result => result.Outcome == TestOutcome.Failed) + (file.Crash is null ? 0 : 1);
        Skipped += file.Results.Count(result => result.Outcome == TestOutcome.Skipped);
    }

    /// <summary>The last line of the output, in a form that programs read.</summary>
    public override string ToString() => FormattableString.Invariant($"{Passed} passed, {Failed} failed, {Skipped} skipped");
}
