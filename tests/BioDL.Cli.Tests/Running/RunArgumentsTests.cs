using BioDL.Cli.Running;

namespace BioDL.Cli.Tests.Running;

public sealed class RunArgumentsTests
{
    [Theory]
    [InlineData("sigma=1.5", "sigma", "1.5")]
    [InlineData("text=a=b", "text", "a=b")]
    [InlineData("empty=", "empty", "")]
    [InlineData("level=-3", "level", "-3")]
    public void A_typed_parameter_is_split_at_its_first_sign(string typed, string name, string value)
    {
        var parameter = RunArguments.ReadParameter(typed);
        Assert.Equal((name, value, true), (parameter.Name, parameter.Value!.GetValue<string>(), parameter.FromText));
    }

    [Theory]
    [InlineData("sigma")]
    [InlineData("=3")]
    public void A_parameter_without_name_or_sign_is_explained(string typed) =>
        Assert.Contains("Expected name=value", Assert.Throws<UsageException>(() => RunArguments.ReadParameter(typed)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_typed_wins_over_the_file_and_the_last_one_typed_wins()
    {
        var merged = RunArguments.Merge(ParameterFile.Parse("a: 1\nb: 2\n", "p.yaml"), ["b=3", "c=4", "c=5"]);
        Assert.Equal(["a", "b", "c"], merged.Select(parameter => parameter.Name));
        Assert.Equal(["1", "\"3\"", "\"5\""], merged.Select(parameter => parameter.Value!.ToJsonString()));
        Assert.Equal([false, true, true], merged.Select(parameter => parameter.FromText));
    }

    [Theory]
    [InlineData("2GB", 2L << 30)]
    [InlineData("2g", 2L << 30)]
    [InlineData("1.5 GB", 3L << 29)]
    [InlineData("800MB", 800L << 20)]
    public void Memory_is_read_with_its_unit(string typed, long bytes) => Assert.Equal(bytes, RunArguments.ReadMemory(typed));

    [Theory]
    [InlineData("2")]
    [InlineData("GB")]
    [InlineData("")]
    [InlineData("-2GB")]
    [InlineData("255MB")]
    [InlineData("nanGB")]
    public void Memory_that_makes_no_sense_is_explained(string typed) =>
        Assert.Contains("for instance 2GB or 800MB", Assert.Throws<UsageException>(() => RunArguments.ReadMemory(typed)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("nan")]
    [InlineData("1e99")]
    [InlineData("five")]
    public void Seconds_that_make_no_sense_are_explained(string typed)
    {
        var error = Assert.Throws<UsageException>(() => RunArguments.ReadSeconds("--timeout", typed));
        Assert.Equal($"--timeout was given '{typed}'. Expected a number of seconds above 0, for instance --timeout 300.", error.Message);
        Assert.Equal(2, error.Code);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65")]
    [InlineData("two")]
    public void Jobs_that_make_no_sense_are_explained(string typed) =>
        Assert.Contains("Expected a whole number from 1 to 64", Assert.Throws<UsageException>(() => RunArguments.ReadJobs(typed)).Message, StringComparison.Ordinal);
}
