using System.CommandLine;

namespace BioDL.Cli.Verbs;

/// <summary><c>biodl zoo</c>: pretrained models, from the search to a prediction on one's own images.</summary>
internal static class ZooVerb
{
    public static Command Describe(Surroundings surroundings) => new("zoo", "Find, judge, test and use pretrained models.")
    {
        ZooSearchVerb.Describe(surroundings), ZooShowVerb.Describe(surroundings), ZooCheckVerb.Describe(surroundings), ZooTestVerb.Describe(surroundings),
        ZooPredictVerb.Describe(surroundings), ZooPackageVerb.Describe(surroundings), ZooMeasureVerb.Describe(surroundings),
    };
}
