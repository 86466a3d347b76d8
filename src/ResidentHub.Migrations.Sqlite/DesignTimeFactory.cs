using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using ResidentHub.Data;

namespace ResidentHub.Migrations.Sqlite;

/// <summary>Lets <c>dotnet ef migrations add NAME --project src/ResidentHub.Migrations.Sqlite -o Migrations</c> build the model.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<HubDb>
{
    public HubDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<HubDb>().UseSqlite("Data Source=design.db", sqlite => sqlite.MigrationsAssembly(typeof(DesignTimeFactory).Assembly.GetName().Name)).Options);
}
