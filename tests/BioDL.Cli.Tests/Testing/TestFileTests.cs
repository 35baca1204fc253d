using BioDL.Cli.Testing;

namespace BioDL.Cli.Tests.Testing;

public sealed class TestFileTests : IDisposable
{
    private const string OneOfEach = """
        <?xml version="1.0" encoding="utf-8"?>
        <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
          <Results>
            <UnitTestResult testName="Room.A_good_one" outcome="Passed" />
            <UnitTestResult testName="Room.A_bad_one" outcome="Failed">
              <Output><ErrorInfo>
                <Message>Assert.Equal() Failure: Expected: 1, Actual: 2</Message>
                <StackTrace>   at Xunit.Assert.Equal()
           at Room.A_bad_one() in /course/tests/RoomTests.cs:line 12</StackTrace>
              </ErrorInfo></Output>
            </UnitTestResult>
            <UnitTestResult testName="Room.One_without_data" outcome="NotExecuted">
              <Output><StdOut>needs the real images</StdOut></Output>
            </UnitTestResult>
          </Results>
          <ResultSummary outcome="Failed">
            <RunInfos><RunInfo outcome="Error"><Text>[xUnit.net 00:00:00.36]     Room.A_bad_one [FAIL]</Text></RunInfo></RunInfos>
          </ResultSummary>
        </TestRun>
        """;

    private const string Crashed = """
        <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
          <Results><UnitTestResult testName="Room.A_good_one" outcome="Passed" /></Results>
          <ResultSummary outcome="Failed">
            <RunInfos><RunInfo outcome="Error"><Text>The active test run was aborted. Reason: Test host process crashed</Text></RunInfo></RunInfos>
          </ResultSummary>
        </TestRun>
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Each_outcome_is_read_with_its_reason()
    {
        var file = Read(OneOfEach);
        Assert.Null(file.Crash);
        Assert.Equal([TestOutcome.Passed, TestOutcome.Failed, TestOutcome.Skipped], file.Results.Select(result => result.Outcome));
        Assert.Equal("Assert.Equal() Failure: Expected: 1, Actual: 2\nin /course/tests/RoomTests.cs:line 12", file.Results[1].Message);
        Assert.Equal("needs the real images", file.Results[2].Message);
    }

    [Fact]
    public void Several_files_are_summed_up()
    {
        var tally = new TestTally();
        tally.Add(Read(OneOfEach));
        tally.Add(Read(OneOfEach));
        Assert.Equal("2 passed, 2 failed, 2 skipped", tally.ToString());
        Assert.False(tally.Succeeded);
    }

    [Fact]
    public void A_crashed_test_host_counts_as_a_failure_although_every_recorded_test_passed()
    {
        var tally = new TestTally();
        tally.Add(Read(Crashed));
        Assert.Equal("1 passed, 1 failed, 0 skipped", tally.ToString());
        Assert.False(tally.Succeeded);
    }

    [Fact]
    public void A_crash_names_the_test_that_was_running_and_shows_no_frames()
    {
        var path = folder.Write("r.trx", Crashed.Replace("crashed<", "crashed : boom\n   at Room.Boom()<", StringComparison.Ordinal));
        string[] said = ["Aborted.", "The test running when the crash occurred: ", "Room.Boom", "", "This test may, or may not be the source."];
        Assert.Equal(
            "The active test run was aborted. Reason: Test host process crashed : boom\nRunning at that time: Room.Boom",
            TestProject.Judge(path, 1, said).Crash);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<TestRun xmlns=\"http://microsoft.com/schemas/VisualStudio/TeamTest/2010\"><Results>")]
    [InlineData("<TestRun xmlns=\"http://microsoft.com/schemas/VisualStudio/TeamTest/2010\"><Results/></TestRun>")]
    public void Half_a_file_counts_as_a_crash(string content) => Assert.NotNull(Read(content).Crash);

    [Fact]
    public void No_test_at_all_is_no_success() => Assert.False(new TestTally().Succeeded);

    [Fact]
    public void Only_skipped_tests_are_no_success()
    {
        var tally = new TestTally();
        tally.Add(new TestFile([new TestResult("Room.Skipped", TestOutcome.Skipped, "why")], null));
        Assert.False(tally.Succeeded);
        Assert.Equal("0 passed, 0 failed, 1 skipped", tally.ToString());
    }

    [Fact]
    public void A_project_without_tests_is_fine_when_its_process_says_so() =>
        Assert.Null(TestProject.Judge(folder.At("none.trx"), 0, []).Crash);

    [Fact]
    public void A_process_that_fails_without_results_is_a_crash_with_its_last_words()
    {
        var file = TestProject.Judge(folder.At("none.trx"), 139, ["", "Segmentation fault"]);
        Assert.Equal("its tests could not be run (code 139)\nSegmentation fault", file.Crash);
    }

    [Fact]
    public void A_process_that_fails_although_its_results_are_good_is_a_crash()
    {
        var path = folder.Write("r.trx", Crashed.Replace("outcome=\"Error\"", "outcome=\"Warning\"", StringComparison.Ordinal));
        Assert.Equal("its process ended with code 1\nbye", TestProject.Judge(path, 1, ["bye"]).Crash);
    }

    [Theory]
    [InlineData(null, false, "Tier!=long")]
    [InlineData(null, true, null)]
    [InlineData("Otsu", false, "(FullyQualifiedName~Otsu)&Tier!=long")]
    [InlineData("Name=A|Name=B", false, "(Name=A|Name=B)&Tier!=long")]
    [InlineData("Otsu", true, "(FullyQualifiedName~Otsu)")]
    public void A_plain_text_filters_by_full_name_and_long_tests_are_left_out(string? typed, bool isLong, string? filter) =>
        Assert.Equal(filter, Verbs.TestVerb.FilterFor(typed, isLong));

    private TestFile Read(string content) => TestFile.Read(folder.Write($"{Guid.NewGuid():N}.trx", content));
}
