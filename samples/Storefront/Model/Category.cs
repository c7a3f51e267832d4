namespace Storefront.Model;

/// <summary>A shelf of the shop.</summary>
public class Category
{
    public int Id { get; set; }

    public required string Name { get; set; }

    public List<Product> Products { get; } = [];
}
