using BioDL.Data;
using BioDL.Models;

namespace BioDL.Tests.Models;

/// <summary>The descriptions that authors published, damaged: each is read or refused, and what is read can be written and read again.</summary>
public sealed class UntrustedSnapshotTests
{
    [RealImagesFact]
    public void Each_of_the_44_damaged_ten_times_is_read_or_refused() => ReadDamaged(seed: 3, times: 10);

    [RealImagesFact]
    [Trait("Tier", "long")]
    public void Each_of_the_44_damaged_five_hundred_times_is_read_or_refused() => ReadDamaged(seed: 4, times: 500);

    private static void ReadDamaged(int seed, int times)
    {
        var set = FileSet.Open("zoo-collection");
        var random = new Random(seed);
        var (read, refused) = (0, 0);
        foreach (var file in set.Files.Where(file => file.Role == "rdf.yaml"))
        {
            var whole = set.Read(file.Path);
            for (var n = 0; n < times; n++)
            {
                var damaged = Damage.Text(random, whole);
                try
                {
                    var upgrade = DescriptionReader.Read(damaged, file.Sample).Description.Upgrade();
                    read++;
                    Assert.NotEmpty(upgrade.ToYaml());
                }
                catch (DescriptionException fault)
                {
                    Assert.Contains(fault.Problems, problem => problem.IsError);
                    refused++;
                }
            }
        }
        Assert.True(read > 44 * times / 20 && refused > 44 * times / 20, $"{read} read, {refused} refused");
    }
}
