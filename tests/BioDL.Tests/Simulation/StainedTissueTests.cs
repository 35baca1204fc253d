using BioDL.Images;
using BioDL.Simulation;

namespace BioDL.Tests.Simulation;

public sealed class StainedTissueTests
{
    /// <summary>Unit vectors of Ruifrok and Johnston 2001, worked out by hand: (0.65, 0.70, 0.29) / 0.9985 and (0.07, 0.99, 0.11) / 0.9986.</summary>
    private static readonly double[] Hematoxylin = [0.6510, 0.7010, 0.2904], Eosin = [0.0701, 0.9914, 0.1102];

    [Fact]
    public void The_same_seed_gives_the_same_field_and_another_seed_another()
    {
        var field = StainedTissue.Default.Render(4);
        Assert.Equal(field.Image.Values.ToArray(), StainedTissue.Default.Render(4).Image.Values.ToArray());
        Assert.NotEqual(field.Image.Values.ToArray(), StainedTissue.Default.Render(5).Image.Values.ToArray());
    }

    [Fact]
    public void Without_blur_and_with_much_light_each_pixel_absorbs_by_its_dyes_as_Beer_and_Lambert_say()
    {
        var settings = StainedTissue.Default with { Blur = 0, Photons = 1e6, Camera = new Camera { BitDepth = 16, Gain = 0.05, Offset = 0, ReadNoise = 0 } };
        var field = settings.Render(2);
        var density = field.Image.OpticalDensity(50_000);
        for (var i = 0; i < settings.Width * settings.Height; i += 97)
        {
            for (var colour = 0; colour < 3; colour++)
            {
                var expected = field.Stains.Channel(0)[i] * Hematoxylin[colour] + field.Stains.Channel(1)[i] * Eosin[colour];
                Assert.Equal(expected, density.Channel(colour)[i], 0.01 * Math.Pow(10, expected / 2));
            }
        }
    }

    [Fact]
    public void Nuclei_are_darker_in_red_than_the_tissue_around_and_glass_is_as_bright_as_the_camera_makes_it()
    {
        var field = StainedTissue.Default.Render(1);
        var red = field.Image.Channel(0);
        double inside = 0, outside = 0, area = field.Labels.Foreground().Area;
        for (var i = 0; i < red.Length; i++)
            _ = field.Labels.Values[i] > 0 ? inside += red[i] / area : outside += red[i] / (red.Length - area);
        Assert.True(inside < 0.6 * outside, $"{inside:0} in nuclei, {outside:0} around");
        var (camera, photons) = (StainedTissue.Default.Camera, StainedTissue.Default.Photons);
        var glass = Enumerable.Range(0, red.Length).Where(i => field.Stains.Channel(0)[i] + field.Stains.Channel(1)[i] == 0).Select(i => (double)field.Image.Channel(0)[i]).ToArray();
        Assert.True(glass.Length > 1000);
        Assert.Equal(camera.Offset + camera.Gain * photons, glass.Order().ElementAt(glass.Length / 2), 3.0);
    }

    [Fact]
    public void Half_of_the_field_is_glass_when_that_is_asked_for_and_no_nucleus_is_centred_there()
    {
        var field = (StainedTissue.Default with { Glass = 0.5, HematoxylinOutside = 1 }).Render(6);
        var empty = 0;
        for (var i = 0; i < field.Labels.Values.Length; i++)
            empty += field.Stains.Channel(1)[i] == 0 ? 1 : 0;
        Assert.InRange(empty / (double)field.Labels.Values.Length, 0.4, 0.52);
        for (var label = 1; label <= field.Labels.Maximum; label++)
        {
            var pixels = Enumerable.Range(0, field.Labels.Values.Length).Where(i => field.Labels.Values[i] == label).ToArray();
            Assert.Contains(pixels, i => field.Stains.Channel(1)[i] > 0);
        }
    }

    [Fact]
    public void One_dye_alone_leaves_no_eosin() =>
        Assert.All(StainedTissue.SingleDye.Render(3).Stains.Channel(1).ToArray(), amount => Assert.Equal(0, amount));

    [Fact]
    public void A_setting_out_of_range_is_refused_by_name_with_what_is_expected()
    {
        var refusal = Assert.Throws<ArgumentException>(() => (StainedTissue.Default with { Glass = 0.9 }).Render());
        Assert.Equal("Glass is 0.9; expected 0 to 0.8.", refusal.Message);
        refusal = Assert.Throws<ArgumentException>(() => (StainedTissue.Default with { Diameter = 1 }).Render());
        Assert.StartsWith("Diameter is 1 µm; expected 2 to", refusal.Message, StringComparison.Ordinal);
    }
}
