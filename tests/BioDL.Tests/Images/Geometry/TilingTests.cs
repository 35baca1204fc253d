using BioDL.Classical;
using BioDL.Images;
using static BioDL.Tests.Images.Geometry.Pictures;

namespace BioDL.Tests.Images.Geometry;

public class TilingTests
{
    [Fact]
    public void Stitched_tiles_are_the_image_bit_for_bit_for_many_sizes()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var image = Random(random.Next(1, 4), random.Next(1, 60), random.Next(1, 60), seed);
            var halo = random.Next(0, 6);
            var tiles = image.Tiles(2 * halo + random.Next(1, 30), halo);
            AssertSame(image, tiles.Stitch(tile => tile.Image));
            AssertSame(image, tiles.Stitch([.. tiles.Select(tile => tile.Image)]));
        }
    }

    [Fact]
    public void Cores_cover_every_pixel_once_and_stay_a_halo_away_from_inner_edges()
    {
        var tiles = new Image(1, 100, 173).Tiles(32, halo: 5);
        var covered = new int[100 * 173];
        foreach (var (region, core) in tiles.Select(tile => (tile.Region, tile.Core)))
        {
            Assert.Equal((32, 32), (region.Width, region.Height));
            for (var i = 0; i < core.Width * core.Height; i++)
                covered[(core.Y + i / core.Width) * 173 + core.X + i % core.Width]++;
            Assert.True(region.X == 0 ? core.X == 0 : core.X >= region.X + 5);
            Assert.True(region.Y == 0 ? core.Y == 0 : core.Y >= region.Y + 5);
            Assert.True(region.X + 32 == 173 || core.X + core.Width <= region.X + 27);
            Assert.True(region.Y + 32 == 100 || core.Y + core.Height <= region.Y + 27);
        }
        Assert.All(covered, times => Assert.Equal(1, times));
        Assert.Equal((5, 8, 40), (tiles.Rows, tiles.Columns, tiles.Count));
    }

    [Fact]
    public void A_filter_that_reaches_no_farther_than_the_halo_gives_the_same_in_tiles()
    {
        var image = Random(2, 90, 70);
        var whole = image.Gaussian(1);
        Assert.Equal(whole.Values.ToArray(), image.Tiles(24, halo: 4).Stitch(tile => tile.Image.Gaussian(1)).Values.ToArray());
        Assert.NotEqual(whole.Values.ToArray(), image.Tiles(24, halo: 2).Stitch(tile => tile.Image.Gaussian(1)).Values.ToArray());
    }

    [Fact]
    public void Answers_may_have_another_number_of_channels()
    {
        var image = Random(3, 20, 30);
        AssertSame(image.ToGrey(), image.Tiles(8).Stitch(tile => tile.Image.ToGrey()));
    }

    [Fact]
    public void A_row_of_a_tile_is_a_view()
    {
        var image = Random(2, 20, 30);
        var tile = image.Tiles(8)[5];
        Assert.Equal("Tile, 8 × 8 pixels from column 8, row 8", tile.ToString());
        Assert.Equal(tile.Image.Channel(1)[16..24].ToArray(), tile.Row(1, 2).ToArray());
        Assert.True(image.Channel(1)[(10 * 30 + 8)..] is var rest && tile.Row(1, 2).Overlaps(rest, out var offset) && offset == 0);
        Assert.StartsWith("Row 8 was asked for, but the rows of this tile are 0 to 7.",
            Assert.Throws<ArgumentOutOfRangeException>(() => tile.Row(0, 8).Length).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_tile_that_covers_the_image_is_the_image()
    {
        var image = Fixed();
        Assert.Same(image, Assert.Single(image.Tiles(500, 200)).Image);
        Assert.Equal("2 tiles of 20 × 17 pixels over an image of 22 × 17", image.Tiles(20).ToString());
    }

    [Fact]
    public void A_core_can_be_cut_out_of_labels_too()
    {
        var labels = RandomLabels(17, 22);
        var tile = Fixed().Tiles(10, 2)[3];
        Assert.Equal(labels[tile.Core.Y, tile.Core.X], labels.Crop(tile.Core)[0, 0]);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(8, 4)]
    [InlineData(8, -1)]
    [InlineData(8, int.MaxValue)]
    public void Tiles_without_a_core_are_refused(int size, int halo) => Assert.StartsWith(
        $"Tiles of {size} pixels with a halo of {halo} were asked for; a tile must be larger than twice its halo, which is 0 or more.",
        Assert.Throws<ArgumentOutOfRangeException>(() => Fixed().Tiles(size, halo)).Message, StringComparison.Ordinal);

    [Fact]
    public void Answers_that_do_not_fit_are_refused()
    {
        var tiles = Fixed().Tiles(11);
        Assert.Equal(4, tiles.Count);
        var parts = tiles.Select(tile => tile.Image).ToList();
        Assert.StartsWith("3 images were given for 4 tiles. Give one per tile, in their order.", Message(parts[..3]), StringComparison.Ordinal);
        Assert.StartsWith(
            "More images were given than the 4 tiles. Give one per tile, in their order.", Message([.. parts, parts[0]]), StringComparison.Ordinal);
        parts[2] = new Image(1, 11, 10);
        Assert.Equal("The image for tile 2 has 1 × 11 × 10 values (channels × height × width), expected 1 × 11 × 11. "
            + "Give each tile an answer of its own size.", Message(parts));
        Assert.StartsWith("Tile 4 was asked for, but the tiles are 0 to 3.",
            Assert.Throws<ArgumentOutOfRangeException>(() => tiles[4]).Message, StringComparison.Ordinal);

        string Message(IEnumerable<Image> images) => Assert.Throws<ArgumentException>(() => tiles.Stitch(images)).Message;
    }
}
