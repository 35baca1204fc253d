using System.Text.Json;
using BioDL.Tests.Fixtures;

namespace BioDL.Tests.Statistics;

/// <summary>statistics.json: samples, and what SciPy says of them (make_statistics.py).</summary>
internal static class StatisticsFixture
{
    private static readonly JsonElement Root = JsonDocument.Parse(File.ReadAllText(Fixture.Path("statistics.json"))).RootElement;

    public static T Read<T>(string section) => Root.GetProperty(section).Deserialize<T>()!;
}
